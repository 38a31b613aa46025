/** The two speeds of a plan: the business hours of its unit, and all other hours (C92, D23). */
export type Period = "business" | "other";
