import { z } from 'astro/zod';
import { moduleSlugs } from '../../config/syllabus.ts';

/**
 * The words that several schemas share: who is asked, in which round, at which level. Each list is
 * closed, so that a filter on the site never meets a spelling it does not know.
 */

/** A module of the syllabus by its slug. */
export const moduleSlug = z.enum(moduleSlugs);

/** The level from which an answer is expected. */
export const level = z.enum(['junior', 'senior', 'staff']);
export type Level = z.infer<typeof level>;

/** The round of an interview loop in which something comes up. */
export const round = z.enum([
  'recruiter-screen',
  'phone-screen',
  'coding',
  'deep-dive',
  'system-design',
  'behavioural',
  'hiring-manager',
  'take-home',
  'product-case',
]);
export type Round = z.infer<typeof round>;

/** The kind of job that a question belongs to. */
export const role = z.enum([
  'research-scientist',
  'vision-engineer',
  'perception-engineer',
  'applied-scientist',
]);
export type Role = z.infer<typeof role>;

/** An item of the course's inventory, S1 to S240. */
export const inventoryId = z
  .string()
  .regex(/^S([1-9]\d?|1\d\d|2[0-3]\d|240)$/, 'An inventory id is S1 to S240.');

/** Lowercase words joined by hyphens: what may stand in a URL. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A slug is lowercase words joined by hyphens.');

/** One sentence of at most 160 characters, for search results and previews. */
export const summary = z.string().min(20).max(160);

/** A day, written 2026-11-22. */
export const day = z.coerce.date();

/** A page on the web that a statement rests on. */
export const webSource = z.object({ title: z.string().min(3), url: z.url() });
export type WebSource = z.infer<typeof webSource>;
