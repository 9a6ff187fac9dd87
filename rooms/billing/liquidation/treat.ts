// SPDX-License-Identifier: EUPL-1.2
import type { BillingSettings } from '../contract/settings.ts';
import type { VatCode } from '../document.ts';

export type Treated = { kind: 'appel' | 'facture'; vatCode: VatCode; rateBasisPoints: number };

/**
 * Which document bears a line, and under which VAT. What is exempt is called (art. 261 B CGI), what is taxed is invoiced, and what the tariff
 * does not say follows the regime that the operator set.
 */
export function treat(
  { treatment, vatBps }: { treatment: 'exempt' | 'taxed' | 'to-qualify' | null; vatBps: number },
  { unqualified, standardRateBasisPoints }: Pick<BillingSettings, 'unqualified' | 'standardRateBasisPoints'>,
  conventionKind: 'cadre' | 'tripartite' | 'package' | null,
): Treated {
  const known = treatment ?? (conventionKind === 'package' ? 'to-qualify' : 'exempt');
  if (known === 'exempt') return { kind: 'appel', vatCode: 'E', rateBasisPoints: 0 };
  if (known === 'taxed') return { kind: 'facture', vatCode: 'S', rateBasisPoints: vatBps || standardRateBasisPoints };
  return { kind: unqualified.kind, vatCode: unqualified.vatCode, rateBasisPoints: unqualified.vatCode === 'S' ? standardRateBasisPoints : 0 };
}
