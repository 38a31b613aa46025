import "@fontsource-variable/inter/wght.css";
import "./app/base.css";
import dayjs from "dayjs";
import "dayjs/locale/pt-br";
import { createRoot } from "react-dom/client";
import { Gate } from "./app/Gate.tsx";
import { Shell } from "./app/Shell.tsx";

dayjs.locale("pt-br");

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <Shell>
      <Gate />
    </Shell>,
  );
}
