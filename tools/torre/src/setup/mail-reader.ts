/** Postfix and Dovecot read with this database user: views of mail's schema, and nothing else. */
export const mailReader = "mail_reader";
