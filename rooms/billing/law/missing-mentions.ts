// SPDX-License-Identifier: EUPL-1.2
/**
 * What the law wants on a facture and the operator has not entered yet: CGI, ann. II, art. 242 nonies A, I. The rest of its list is printed from what
 * every document holds (its number, days, lines, rates), or is for sellers that no operator is: fiscal representatives, margins, new vehicles. Pure.
 */
export type Mentioned = {
  issuer: { siret: string | null; vatNumber: string | null; address: unknown };
  factures: number;
  /** Whether a facture bears VAT. */
  isTaxed: boolean;
  /** Factures whose payer has no postal address. */
  unaddressed: number;
};

/** In French sentences, each with the item of the law; nothing when all is there. */
export function missingMentions({ issuer, factures, isTaxed, unaddressed }: Mentioned): string[] {
  if (factures === 0) return [];
  return [
    ...(issuer.address === null ? ['L’adresse de l’émetteur (1°), aux réglages.'] : []),
    ...(issuer.siret === null ? ['Le SIRET de l’émetteur (1°), aux réglages.'] : []),
    ...(isTaxed && issuer.vatNumber === null ? ['Le numéro de TVA de l’émetteur (2°), aux réglages.'] : []),
    ...(unaddressed > 0
      ? [`L’adresse du payeur (1°), sur ${unaddressed === 1 ? 'une facture' : `${unaddressed} factures`} : à la fiche des payeurs.`]
      : []),
  ];
}
