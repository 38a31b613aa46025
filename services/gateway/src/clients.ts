import { billing, common, hosting, mail, plans, radius } from "@isp/contracts";
import { type Channel, rpcChannel, type TlsFiles } from "@isp/rpc";

/** Addresses of the services, by name. */
export type Addresses = Readonly<
  Record<"plans" | "billing" | "mail" | "radius" | "hosting", string>
>;

/** The services as the gateway sees them. */
export function serviceClients(addresses: Addresses, tls: TlsFiles) {
  const channels = Object.fromEntries(
    Object.entries(addresses).map(([name, address]) => [name, rpcChannel(name, address, tls)]),
  ) as Record<keyof Addresses, Channel>;
  const deadLetters = Object.entries(channels).map(
    ([name, channel]) => [name, channel.client(common.DeadLetterServiceService)] as const,
  );
  return {
    catalogue: channels.plans.client(plans.CatalogueServiceService),
    contracts: channels.plans.client(plans.ContractServiceService),
    entries: channels.plans.client(plans.EntryServiceService),
    customers: channels.plans.client(plans.CustomerServiceService),
    imports: channels.plans.client(plans.ImportServiceService),
    notes: channels.plans.client(plans.NoteServiceService),
    lists: channels.plans.client(plans.ListServiceService),
    subscriptions: channels.plans.client(plans.SubscriptionServiceService),
    operations: channels.plans.client(plans.OperationServiceService),
    access: channels.radius.client(radius.AccessServiceService),
    control: channels.radius.client(radius.ControlServiceService),
    diagnosis: channels.radius.client(radius.DiagnosisServiceService),
    noc: channels.radius.client(radius.NocServiceService),
    logins: channels.radius.client(radius.LoginServiceService),
    ips: channels.radius.client(radius.IpServiceService),
    network: channels.radius.client(radius.NetworkServiceService),
    networkLists: channels.radius.client(radius.NetworkListServiceService),
    sessions: channels.radius.client(radius.SessionServiceService),
    confirmations: channels.mail.client(mail.ConfirmationServiceService),
    heldLetters: channels.mail.client(mail.HeldLetterServiceService),
    mailboxAliases: channels.mail.client(mail.MailboxAliasServiceService),
    mailPolicies: channels.mail.client(mail.MailPolicyServiceService),
    mailReading: channels.mail.client(mail.MailReadingServiceService),
    mailboxEdits: channels.mail.client(mail.MailboxEditServiceService),
    mailboxes: channels.mail.client(mail.MailboxServiceService),
    domains: channels.hosting.client(hosting.DomainServiceService),
    databases: channels.hosting.client(hosting.DatabaseServiceService),
    ftpUsers: channels.hosting.client(hosting.FtpUserServiceService),
    hosts: channels.hosting.client(hosting.HostServiceService),
    comparisons: channels.hosting.client(hosting.ComparisonServiceService),
    servers: channels.hosting.client(hosting.ServerServiceService),
    charges: channels.billing.client(billing.ChargeServiceService),
    closings: channels.billing.client(billing.ClosingServiceService),
    invoices: channels.billing.client(billing.InvoiceServiceService),
    documents: channels.billing.client(billing.DocumentServiceService),
    ladder: channels.billing.client(billing.LadderServiceService),
    notices: channels.billing.client(billing.NoticeServiceService),
    payments: channels.billing.client(billing.PaymentServiceService),
    credits: channels.billing.client(billing.CreditServiceService),
    statements: channels.billing.client(billing.StatementServiceService),
    accounts: channels.billing.client(billing.AccountServiceService),
    terms: channels.billing.client(billing.TermsServiceService),
    deadLetters: new Map(deadLetters),
    close() {
      for (const channel of Object.values(channels)) channel.close();
    },
  };
}

export type Clients = ReturnType<typeof serviceClients>;
