import {
  ExclamationCircleOutlined,
  PauseCircleOutlined,
  WalletOutlined,
  WifiOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/customers.ts";
import type { CustomerTree } from "../../api/subscriptions.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { formatDay, formatInstant } from "../../ui/dates.ts";
import { formatDocument, phoneMask } from "../../ui/masks.ts";
import { formatCents } from "../../ui/money.ts";
import { useCustomerInvoices } from "../billing/use-customer-invoices.ts";
import { useConnection } from "../network/use-connection.ts";

/** Who he is, and the answers to what an attendant is asked most. */
export function CustomerHead({ tree }: { readonly tree: CustomerTree }) {
  const { customer } = tree;
  const parts = [
    formatDocument(customer.document),
    customer.city,
    phoneMask.format(phoneMask.strip(customer.phone ?? "")),
    customer.email,
  ];
  return (
    <header className="customer-head">
      <div>
        <h1>{customer.name}</h1>
        <div className="customer-head-facts number">
          {parts
            .filter((part) => part !== undefined && part !== null && part !== "")
            .map((part) => (
              <span key={part}>{part}</span>
            ))}
        </div>
      </div>
      <div className="customer-answers">
        <WhyOff tree={tree} />
        <Owes customer={customer} />
        <Online tree={tree} />
      </div>
    </header>
  );
}

type Tone = "good" | "warning" | "bad" | "plain";

type AnswerProps = {
  readonly tone: Tone;
  readonly icon: ReactNode;
  readonly question: string;
  readonly answer: string;
};

function Answer({ tone, icon, question, answer }: AnswerProps) {
  return (
    <div className={`answer answer-${tone}`}>
      <span className="answer-icon" aria-hidden="true">
        {icon}
      </span>
      <span>
        <small>{question}</small>
        <strong className="number">{answer}</strong>
      </span>
    </div>
  );
}

/** The service that knows did not answer; silence would be read as "no". */
function Unknown(asked: Pick<AnswerProps, "icon" | "question">) {
  const { t } = useTranslation();
  return <Answer tone="plain" {...asked} answer={t("customers.unknown")} />;
}

function Online({ tree }: { readonly tree: CustomerTree }) {
  const { t, i18n } = useTranslation();
  const logins = tree.subscriptions
    .filter(({ list }) => list === "active")
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind === "login");
  const login = logins.find(({ main }) => main) ?? logins[0];
  const connection = useConnection(login?.id);
  if (login === undefined || connection.isPending) return null;
  const { data } = connection;
  if (data === undefined) return <Unknown icon={<WifiOutlined />} question={login.name} />;
  if (data === null) {
    return (
      <Answer
        tone="plain"
        icon={<WifiOutlined />}
        question={login.name}
        answer={t("customers.offline")}
      />
    );
  }
  const since = formatInstant(data.startedAt, i18n.language);
  return (
    <Answer
      tone="good"
      icon={<WifiOutlined />}
      question={[login.name, data.address].filter(Boolean).join(" · ")}
      answer={t("customers.onlineSince", { since })}
    />
  );
}

function Owes({ customer }: { readonly customer: Customer }) {
  const { t, i18n } = useTranslation();
  const today = useUnitToday(customer.businessUnitId);
  const invoices = useCustomerInvoices(customer.id);
  if (invoices.data === undefined)
    return invoices.isError ? (
      <Unknown icon={<WalletOutlined />} question={t("customers.owes")} />
    ) : null;
  const open = invoices.data.items.filter(({ state }) => state !== "paid" && state !== "cancelled");
  if (open.length === 0) {
    return (
      <Answer
        tone="plain"
        icon={<WalletOutlined />}
        question={t("customers.owes")}
        answer={t("customers.owesNothing")}
      />
    );
  }
  const total = formatCents(
    open.reduce((sum, { totalCents }) => sum + totalCents, 0),
    i18n.language,
  );
  const oldest = open.map(({ dueOn }) => dueOn).toSorted()[0] ?? "";
  const isLate = oldest < today;
  return (
    <Answer
      tone={isLate ? "bad" : "plain"}
      icon={isLate ? <ExclamationCircleOutlined /> : <WalletOutlined />}
      question={t(isLate ? "customers.owesLate" : "customers.owesOpen", { day: formatDay(oldest) })}
      answer={`R$ ${total}`}
    />
  );
}

function WhyOff({ tree }: { readonly tree: CustomerTree }) {
  const { t } = useTranslation();
  const suspended = tree.subscriptions.filter(
    ({ service, list }) => service === "suspended" && list !== "cancelled",
  );
  const reasons = new Set(
    suspended.flatMap(({ suspensions }) => suspensions ?? []).map(({ reason }) => reason),
  );
  if (suspended.length === 0) return null;
  return (
    <Answer
      tone="warning"
      icon={<PauseCircleOutlined />}
      question={t("customers.suspendedPlans", { count: suspended.length })}
      answer={
        [...reasons].map((reason) => t(`suspension.${reason}`)).join(", ") || t("status.suspended")
      }
    />
  );
}
