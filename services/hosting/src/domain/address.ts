const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

export const isIpv4 = (text: string): boolean => ipv4.test(text);

export function isIpv6(text: string): boolean {
  return /^[0-9a-f:]{2,39}$/.test(text) && URL.canParse(`http://[${text}]/`);
}

export const isAddress = (text: string): boolean => isIpv4(text) || isIpv6(text);
