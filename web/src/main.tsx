import "@fontsource-variable/inter/wght.css";
import "./app/base.css";
import { createRoot } from "react-dom/client";
import { Gate } from "./app/Gate.tsx";
import { Shell } from "./app/Shell.tsx";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <Shell>
      <Gate />
    </Shell>,
  );
}
