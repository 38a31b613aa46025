import { Counter, Gauge, type Registry } from "@isp/telemetry";

export type MailMetrics = { readonly drifted: Gauge; readonly compared: Counter };

export function mailMetrics(registry: Registry): MailMetrics {
  const registers = [registry];
  return {
    drifted: new Gauge({
      name: "isp_mail_drifted_mailboxes",
      help: "Mailboxes of which the mail servers held something else than is wanted when last compared.",
      registers,
    }),
    compared: new Counter({
      name: "isp_mail_comparisons_total",
      help: "How often all mailboxes were compared with what the mail servers hold.",
      registers,
    }),
  };
}
