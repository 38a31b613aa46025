// The peer of the tree's bench: no session, no gRPC, no mapping, the same rows as JSON.
import express from "express";
import { createPool } from "mysql2/promise";

const pool = createPool({ uri: process.env["DATABASE_URL"] ?? "", connectionLimit: 10 });
const app = express();
app.get("/customers/:id/tree", async (request, response) => {
  const [customers] = await pool.query("SELECT * FROM customers WHERE id = ?", [request.params.id]);
  const [subscriptions] = await pool.query<never[]>(
    "SELECT * FROM subscriptions WHERE customer_id = ? ORDER BY number",
    [request.params.id],
  );
  const ids = subscriptions.map(({ id }: { id: string }) => id);
  const [items] = await pool.query("SELECT * FROM items WHERE subscription_id IN (?)", [ids]);
  response.json({ customers, subscriptions, items });
});
app.listen(Number(process.env["PORT"]), "127.0.0.1", () => process.stdout.write("ready\n"));
