-- What Postfix and Dovecot may read: these views, and nothing else. Run as an administrator once the mail
-- service has laid its schema out; running it again changes nothing.
GRANT SELECT ON {{database}}.served_domains TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_mailboxes TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_aliases TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_transports TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_senders TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_refusals TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_suspended TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_logins TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_users TO '{{user}}'@'{{host}}';
GRANT SELECT ON {{database}}.served_scripts TO '{{user}}'@'{{host}}';
