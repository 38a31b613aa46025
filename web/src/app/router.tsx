import { Spin } from "antd";
import type { ComponentType } from "react";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Allowed } from "./Allowed.tsx";
import { areas } from "./areas.ts";
import { Frame } from "./Frame.tsx";
import { allowsAny } from "./permissions.ts";
import { ScreenError } from "./ScreenError.tsx";
import { usePermissions } from "./session.tsx";

type Screen = {
  readonly path: string;
  /** One of them is needed; the compiler asks every new screen for its own. */
  readonly permissions: readonly string[];
  readonly lazy: () => Promise<{ readonly Component: ComponentType }>;
};

const screens: readonly Screen[] = [
  {
    path: "customers",
    permissions: areas.customers,
    lazy: async () => ({
      Component: (await import("../features/customers/CustomerList.tsx")).CustomerList,
    }),
  },
  {
    path: "customers/new",
    permissions: ["customers.write"],
    lazy: async () => ({
      Component: (await import("../features/customers/NewCustomer.tsx")).NewCustomerScreen,
    }),
  },
  {
    path: "customers/:customerId/new-plan",
    permissions: ["subscriptions.write"],
    lazy: async () => ({
      Component: (await import("../features/subscriptions/NewPlan.tsx")).NewPlanScreen,
    }),
  },
  ...["customers/:customerId", "customers/:customerId/subscriptions/:subscriptionId"].map(
    (path) => ({
      path,
      permissions: areas.customers,
      lazy: async () => ({
        Component: (await import("../features/customers/CustomerPage.tsx")).CustomerPage,
      }),
    }),
  ),
  {
    path: "billing",
    permissions: areas.billing,
    lazy: async () => ({
      Component: (await import("../features/billing/ClosingList.tsx")).ClosingList,
    }),
  },
  {
    path: "billing/defaults/:section?",
    permissions: areas.billing,
    lazy: async () => ({
      Component: (await import("../features/defaults/DefaultsPage.tsx")).DefaultsPage,
    }),
  },
  {
    path: "billing/closings/:closingId",
    permissions: areas.billing,
    lazy: async () => ({
      Component: (await import("../features/billing/ClosingPage.tsx")).ClosingPage,
    }),
  },
  {
    path: "billing/invoices/:invoiceId",
    permissions: areas.billing,
    lazy: async () => ({
      Component: (await import("../features/billing/InvoicePage.tsx")).InvoicePage,
    }),
  },
  {
    path: "network/:section?",
    permissions: areas.network,
    lazy: async () => ({
      Component: (await import("../features/network/NetworkPage.tsx")).NetworkPage,
    }),
  },
  {
    path: "reports/:section?",
    permissions: areas.reports,
    lazy: async () => ({
      Component: (await import("../features/reports/ReportsPage.tsx")).ReportsPage,
    }),
  },
  {
    path: "settings/:section?",
    permissions: areas.settings,
    lazy: async () => ({
      Component: (await import("../features/settings/SettingsPage.tsx")).SettingsPage,
    }),
  },
];

function routeOf({ path, permissions, lazy }: Screen): RouteObject {
  return {
    path,
    lazy: async () => {
      const { Component } = await lazy();
      return {
        Component: () => (
          <Allowed permissions={permissions}>
            <Component />
          </Allowed>
        ),
      };
    },
  };
}

/** Where an operator begins: the first area that his role opens. */
function FirstArea() {
  const held = usePermissions();
  const first = Object.entries(areas).find(([, needed]) => allowsAny(held, needed));
  return <Navigate to={`/${first?.[0] ?? "customers"}`} replace />;
}

const children: RouteObject[] = [
  { index: true, element: <FirstArea /> },
  ...screens.map(routeOf),
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
