import { Alert, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useCertificate } from "../../api/hosting.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { toUnicode } from "../../ui/punycode.ts";

/** Who vouches for a site and until when, and why nobody does where nobody does. */
export function ShownCertificate({ domainId }: { readonly domainId: string }) {
  const { t } = useTranslation();
  const { data, error } = useCertificate(domainId);
  if (data === undefined) return error === null ? null : <ProblemNotice error={error} />;
  const { certificate } = data;
  if (certificate === null) return <>{t("hosting.certificateNone")}</>;
  const { selfSigned, issuer, names, endsAt, problem } = certificate;
  return (
    <>
      <Tag color={selfSigned ? "warning" : "success"}>
        {selfSigned ? t("hosting.certificateOwn") : issuer}
      </Tag>
      {t("hosting.certificateUntil")} <Instant at={endsAt} />
      <p className="soft">{names.map(toUnicode).join(", ")}</p>
      {problem !== "" && (
        <Alert
          type="warning"
          showIcon
          title={t("hosting.certificateProblem")}
          description={problem}
        />
      )}
    </>
  );
}
