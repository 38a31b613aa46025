/** The mast, drawn as in the browser's tab. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0b6b72" />
      <g fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M11 26 16 12l5 14M12.8 21h6.4" />
        <path d="M11.2 12.6a5.6 5.6 0 0 1 0-7.2M20.8 12.6a5.6 5.6 0 0 0 0-7.2" />
      </g>
      <circle cx="16" cy="9" r="2" fill="#fff" />
    </svg>
  );
}
