/** How often access servers are asked to report (RFC 2869 5.16: not below 60 s, better 600 s). */
export const interimSeconds = 600;
export const interimMs = interimSeconds * 1_000;
