import { timeOfId } from "@isp/kernel";
import type { common, mail } from "@isp/contracts";
import type { Mailbox } from "../domain/mailbox.ts";

export function toItem(mailbox: Mailbox): common.Item {
  const { id, subscriptionId, customerId, businessUnitId, address, isMain, version } = mailbox;
  return {
    id,
    kind: "mailbox",
    parentId: "",
    subscriptionId,
    customerId,
    businessUnitId,
    name: address,
    main: isMain,
    version,
    wanted: mailbox.wanted,
    real: mailbox.real,
  };
}

/** The mailbox as everybody may know it: never its password, nor a hash of it. */
export function mailboxFact(mailbox: Mailbox, operationId: string): mail.MailboxFact {
  const { id, version, businessUnitId, address, isAdditional, quotaMb } = mailbox;
  return {
    aggregateId: id,
    version,
    businessUnitId,
    operationId,
    item: toItem(mailbox),
    address,
    additional: isAdditional,
    quotaMb,
    forwards: mailbox.copyTo !== "",
    replies: mailbox.autoReply !== "",
    antispam: mailbox.antispam,
    antivirus: mailbox.antivirus,
  };
}

export function toMailboxMessage(mailbox: Mailbox): mail.Mailbox {
  const { address, loginId, isAdditional, quotaMb } = mailbox;
  const { copyTo, autoReply, antispam, antivirus, isHeld } = mailbox;
  return {
    item: toItem(mailbox),
    address,
    loginId: loginId ?? "",
    additional: isAdditional,
    quotaMb,
    copyTo,
    autoReply,
    antispam,
    antivirus,
    saveOnServer: !isHeld,
    registeredAt: timeOfId(mailbox.id),
  };
}
