// SPDX-License-Identifier: EUPL-1.2
/** What an application of La Suite asks, as its three clients write it: parameters of the address, and the measures that it pushes in a POST. */
import { z } from 'zod';

const digits = (count: number) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^\\d{${count}}$`), `${count} digits are expected.`);
const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const accountType = z
  .string()
  .trim()
  .regex(/^[a-z][a-z_-]{0,30}$/);

const asked = z.object({
  account_type: accountType,
  account_id: z.string().trim().max(300).optional(),
  account_email: email.optional(),
  // Earlier clients name the kind of identifier apart.
  account_id_key: z.string().max(30).optional(),
  account_id_value: z.string().trim().max(300).optional(),
  siret: digits(14).optional(),
  service_id: z.coerce.number().int().min(1).max(2_147_483_647),
  idp_id: z.string().max(200).optional(),
});

export type Query = { accountType: string; email: string; externalId: string; siret: string | null; serviceNumber: number; idpId: string | null };

/** Reads the parameters. `faults` names each that is wrong, in the words of the interface that is imitated. */
export function readQuery(parameters: unknown): { query: Query } | { faults: Record<string, string[]> } {
  const read = asked.safeParse(parameters);
  if (!read.success) {
    const faults: Record<string, string[]> = {};
    for (const { path, message } of read.error.issues) (faults[String(path[0] ?? 'non_field_errors')] ??= []).push(message);
    return { faults };
  }
  const { account_type, account_id_key, siret, service_id, idp_id } = read.data;
  const value = read.data.account_id ?? read.data.account_id_value ?? '';
  // A client that has only an address sends it as the identifier.
  const isAddress = account_id_key === 'email' || (account_id_key === undefined && value.includes('@'));
  const address = read.data.account_email ?? (isAddress && email.safeParse(value).success ? value.toLowerCase() : '');
  const externalId = isAddress ? '' : value;
  if (!address && !externalId) return { faults: { non_field_errors: ["Either 'account_id' or 'account_email' must be provided."] } };
  return {
    query: { accountType: account_type, email: address, externalId, siret: siret ?? null, serviceNumber: service_id, idpId: idp_id ?? null },
  };
}

const measure = z.object({
  siret: digits(14).optional(),
  account: z.object({ type: accountType, id: z.string().trim().max(300).optional(), email: email.optional() }),
  metrics: z.object({ storage_used: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }),
});
export type Measure = z.infer<typeof measure>;

const MOST_MEASURES = 20;

/** The measures that a POST carries; those that cannot be read are left out, as a client must not fail for them. */
export function readMeasures(body: unknown): Measure[] {
  const list = z.object({ usage_metrics: z.array(z.unknown()) }).safeParse(body);
  if (!list.success) return [];
  return list.data.usage_metrics.slice(0, MOST_MEASURES).flatMap((one) => measure.safeParse(one).data ?? []);
}
