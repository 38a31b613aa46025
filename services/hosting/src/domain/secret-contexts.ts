/** What a sealed password is bound to: moved to another row, it does not open (S19). */
export const databaseContext = (id: string): string => `hosted_databases|password|${id}`;
export const ftpUserContext = (id: string): string => `ftp_users|password|${id}`;
