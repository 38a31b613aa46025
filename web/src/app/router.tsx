import { Spin } from "antd";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Frame } from "./Frame.tsx";
import { ScreenError } from "./ScreenError.tsx";

const children: RouteObject[] = [
  { index: true, element: <Navigate to="/customers" replace /> },
  {
    path: "customers",
    lazy: async () => ({
      Component: (await import("../features/customers/CustomerList.tsx")).CustomerList,
    }),
  },
  {
    path: "customers/new",
    lazy: async () => ({
      Component: (await import("../features/customers/NewCustomer.tsx")).NewCustomerScreen,
    }),
  },
  {
    path: "customers/:customerId/new-plan",
    lazy: async () => ({
      Component: (await import("../features/subscriptions/NewPlan.tsx")).NewPlanScreen,
    }),
  },
  ...["customers/:customerId", "customers/:customerId/subscriptions/:subscriptionId"].map(
    (path) => ({
      path,
      lazy: async () => ({
        Component: (await import("../features/customers/CustomerPage.tsx")).CustomerPage,
      }),
    }),
  ),
  {
    path: "billing",
    lazy: async () => ({
      Component: (await import("../features/billing/ClosingList.tsx")).ClosingList,
    }),
  },
  {
    path: "billing/closings/:closingId",
    lazy: async () => ({
      Component: (await import("../features/billing/ClosingPage.tsx")).ClosingPage,
    }),
  },
  {
    path: "billing/invoices/:invoiceId",
    lazy: async () => ({
      Component: (await import("../features/billing/InvoicePage.tsx")).InvoicePage,
    }),
  },
  {
    path: "network/:section?",
    lazy: async () => ({
      Component: (await import("../features/network/NetworkPage.tsx")).NetworkPage,
    }),
  },
  {
    path: "settings/:section?",
    lazy: async () => ({
      Component: (await import("../features/settings/SettingsPage.tsx")).SettingsPage,
    }),
  },
  { path: "*", lazy: async () => ({ Component: (await import("./NotFound.tsx")).NotFound }) },
];

/** Every screen has an address of its own and is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    path: "/",
    element: <Frame />,
    errorElement: <ScreenError />,
    hydrateFallbackElement: <Spin fullscreen />,
    children,
  },
]);
