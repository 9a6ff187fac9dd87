// SPDX-License-Identifier: EUPL-1.2
import type { Stamped } from './list-time-stamps.ts';

/** How anybody checks the proofs without this software. */
export function howToCheck(number: string, stamps: readonly Stamped[]): string {
  const tokens = stamps.flatMap(({ stamp }, at) => (stamp?.kind === 'rfc3161' ? [String(at + 1).padStart(2, '0')] : []));
  return [
    `Dossier de preuve ${number}`,
    '',
    'Empreintes : « sha256sum -c SHA256SUMS.txt » vérifie que chaque fichier est celui qui a été remis.',
    'journal.pdf, journal.json : ce qui s’est passé, dans l’ordre ; chaque ligne porte une empreinte enchaînée à la précédente.',
    'pieces/ : les documents, dont les empreintes sont aussi au journal.',
    'horodatages/NN-fait.json : ce qu’un horodatage prouve ; son empreinte SHA-256 est celle que l’horodatage porte.',
    'Dans chaque fait, « chain » est l’empreinte de la ligne de même rang au journal, enchaînée à toutes les précédentes : l’horodatage scelle l’histoire entière jusqu’à cet acte.',
    ...tokens.map(
      (name) =>
        `horodatages/${name}-jeton.tst : « openssl ts -verify -data horodatages/${name}-fait.json -token_in -in horodatages/${name}-jeton.tst -CAfile racine.pem ».`,
    ),
    ...(stamps.some(({ stamp }) => stamp?.kind === 'house')
      ? ['Un horodatage de genre « house » est le sceau de l’installation (Ed25519) : il vaut ce que vaut la parole de l’opérateur.']
      : []),
    '',
  ].join('\n');
}
