import { DeleteOutlined, EditOutlined, PushpinFilled, PushpinOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";
import { NoteForm } from "./NoteForm.tsx";
import type { Note } from "../../api/customers.ts";
import { useRemoveNote } from "./use-remove-note.ts";

type Props = { readonly note: Note; readonly mayWrite: boolean };

/** One note, and what can be done with it. */
export function NoteEntry({ note, mayWrite }: Props) {
  // As it was when Editar was pressed: what somebody else saves meanwhile must not be overwritten.
  const [edited, setEdited] = useState<Note>();
  const path = `/customer-notes/${note.id}`;
  return (
    <li className={note.pinned ? "note note-pinned" : "note"}>
      {edited !== undefined ? (
        <NoteForm
          path={path}
          draft={`note.${note.id}`}
          note={edited}
          onClose={() => setEdited(undefined)}
        />
      ) : (
        <>
          <div className="note-head">
            <span className="soft">
              <strong>{note.writtenBy}</strong> · <Instant at={note.writtenAt} />
            </span>
            {mayWrite && <NoteActs note={note} path={path} onEdit={() => setEdited(note)} />}
          </div>
          <p className="note-text">{note.text}</p>
        </>
      )}
    </li>
  );
}

type ActsProps = { readonly note: Note; readonly path: string; readonly onEdit: () => void };

function NoteActs({ note, path, onEdit }: ActsProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const remove = useRemoveNote();
  const pin = useSubmit<{ readonly pinned: boolean }, Note>({
    path,
    method: "PATCH",
    ifMatch: `"${note.version}"`,
    refresh: ["customers"],
    onDone: ({ pinned }) => said(t(pinned ? "notes.pinDone" : "notes.unpinDone")),
  });
  const pinText = t(note.pinned ? "notes.unpin" : "notes.pin");
  return (
    <span>
      <ProblemNotice error={pin.error} />
      <Tooltip title={pinText}>
        <Button
          type="text"
          size="small"
          aria-pressed={note.pinned}
          aria-label={pinText}
          icon={note.pinned ? <PushpinFilled /> : <PushpinOutlined />}
          onClick={() => pin.mutate({ pinned: !note.pinned })}
        />
      </Tooltip>
      <Tooltip title={t("notes.edit")}>
        <Button
          type="text"
          size="small"
          aria-label={t("notes.edit")}
          icon={<EditOutlined />}
          onClick={onEdit}
        />
      </Tooltip>
      <Tooltip title={t("notes.remove")}>
        <Button
          type="text"
          size="small"
          danger
          aria-label={t("notes.remove")}
          icon={<DeleteOutlined />}
          onClick={() => remove(note)}
        />
      </Tooltip>
    </span>
  );
}
