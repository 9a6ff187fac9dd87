// SPDX-License-Identifier: EUPL-1.2
/** Settings of the exchanges as fields that a person types, and back. Pure. */
import type { ExchangeSettings } from '../../contract.ts';

/** What the form shows of the settings. */
export function formOf({ mode, liquidation, returns, pes }: ExchangeSettings) {
  const { triplets, centre, ...codes } = pes;
  return {
    mode,
    separator: liquidation.separator,
    encoding: liquidation.encoding,
    decimals: liquidation.decimals,
    days: liquidation.days,
    grain: liquidation.grain,
    hasTitles: liquidation.hasTitles ? 'oui' : 'non',
    columns: liquidation.columns.map(({ title, field, value }) => ({ title, field, value: value ?? '' })),
    returnsEncoding: returns.encoding,
    returnsDays: returns.days,
    titles: returns.titles,
    pes: { ...codes, firstTitre: codes.firstTitre as number | null, firstBordereau: codes.firstBordereau as number | null },
    tripletTitre: written(triplets.titre),
    tripletReduction: written(triplets.reduction),
    centre: centre ?? { name: '', line: '', postcode: '', city: '' },
  };
}

/** The settings that it says; an emptied number is 1, the first of a series. */
export function settingsOf(values: ReturnType<typeof formOf>): ExchangeSettings {
  const { separator, encoding, decimals, days, grain, centre, pes } = values;
  return {
    mode: values.mode,
    liquidation: {
      separator,
      encoding,
      decimals,
      days,
      grain,
      hasTitles: values.hasTitles === 'oui',
      columns: values.columns.map(({ title, field, value }) => ({ title, field, ...(field === 'constant' && { value }) })),
    },
    returns: { encoding: values.returnsEncoding, days: values.returnsDays, titles: values.titles },
    pes: {
      ...pes,
      firstTitre: pes.firstTitre ?? 1,
      firstBordereau: pes.firstBordereau ?? 1,
      triplets: { titre: read(values.tripletTitre), reduction: read(values.tripletReduction) },
      centre: centre.name.trim() === '' ? null : centre,
    },
  };
}

type Triplet = ExchangeSettings['pes']['triplets']['titre'];

function written({ bordereau, piece, nature }: Triplet): string {
  return `${bordereau} ${piece} ${nature}`;
}

function read(text: string): Triplet {
  const [bordereau = '', piece = '', nature = ''] = text.trim().split(/\s+/);
  return { bordereau, piece, nature };
}
