import { Modal, Radio, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { formatInstant } from "../dates.ts";
import { type EditWords, written } from "./words.ts";
import type { Choice, Meeting } from "./changes.ts";

type Props = {
  readonly meetings: readonly Meeting[];
  readonly problem: ApiProblem;
  readonly words: EditWords;
  readonly onSettle: (choices: Readonly<Record<string, Choice>>) => void;
  readonly onBack: () => void;
};

/** Somebody was faster: his values stand beside those typed here, and the operator chooses (C45). */
export function ConflictDialog({ meetings, problem, words, onSettle, onBack }: Props) {
  const { t, i18n } = useTranslation();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const { changedBy = t("tab.somebody"), changedAt } = problem.details;
  const when = changedAt === undefined ? "" : formatInstant(changedAt, i18n.language);
  const wordsOf = (field: string) => words[field] ?? { label: field };
  const choose = (field: string, choice: Choice) => setChoices({ ...choices, [field]: choice });
  return (
    <Modal
      open
      width={720}
      title={t("tab.staleTitle")}
      okText={t("tab.settle")}
      cancelText={t("tab.goOn")}
      onOk={() => onSettle(choices)}
      onCancel={onBack}
      mask={{ closable: false }}
    >
      <p>{t(when === "" ? "tab.stale" : "tab.staleAt", { by: changedBy, when })}</p>
      <Table<Meeting>
        rowKey="field"
        size="small"
        pagination={false}
        dataSource={[...meetings]}
        locale={{ emptyText: t("tab.sameHere") }}
        columns={[
          { title: t("tab.field"), key: "field", render: (_, { field }) => wordsOf(field).label },
          {
            title: t("tab.was"),
            key: "was",
            render: (_, { field, was }) => (
              <span className="soft">{written(wordsOf(field), was)}</span>
            ),
          },
          {
            title: t("tab.versions"),
            key: "versions",
            render: (_, meeting) => (
              <Versions
                meeting={meeting}
                by={changedBy}
                text={(value) => written(wordsOf(meeting.field), value)}
                choice={choices[meeting.field] ?? "mine"}
                onChoose={(choice) => choose(meeting.field, choice)}
              />
            ),
          },
        ]}
      />
    </Modal>
  );
}

type VersionsProps = {
  readonly meeting: Meeting;
  readonly by: string;
  readonly text: (value: unknown) => string;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
};

function Versions({ meeting, by, text, choice, onChoose }: VersionsProps) {
  const { t } = useTranslation();
  const theirs = t("tab.theirs", { by, value: text(meeting.theirs) });
  // Where nothing else was typed here there is nothing to choose.
  if (!meeting.isContested) return theirs;
  return (
    <Radio.Group
      vertical
      value={choice}
      onChange={(event) => onChoose(event.target.value as Choice)}
      options={[
        { value: "mine", label: t("tab.mine", { value: text(meeting.mine) }) },
        { value: "theirs", label: theirs },
      ]}
    />
  );
}
