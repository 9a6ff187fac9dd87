// SPDX-License-Identifier: EUPL-1.2
import { foldText } from '#platform/text/fold.ts';
import type { Offer } from '#rooms/catalogue/api.ts';
import type { TakeOverColumn } from './columns.ts';

type Asked = { quantity: number | null; choices: Readonly<Record<string, string>> };
type Fault = (column: TakeOverColumn, text: string, says: string) => void;

/** The inputs that an offer needs, from what a cell says of it; null once what is missing was said. The quantity is that of its first number. */
export function inputsOf(
  offer: Offer,
  { quantity, choices }: Asked,
  fault: Fault,
): { numbers: Record<string, number>; choices: Record<string, string> } | null {
  const numbers: Record<string, number> = {};
  const chosen: Record<string, string> = {};
  let rest = quantity;
  let isWhole = true;
  const miss = (says: string): void => {
    fault('items', offer.key, says);
    isWhole = false;
  };
  for (const input of offer.inputs) {
    const said = choices[input.key] ?? Object.entries(choices).find(([key]) => foldText(key) === foldText(input.label))?.[1];
    if (input.kind === 'choice') {
      const option = input.options?.find(({ key, label }) => said !== undefined && [foldText(key), foldText(label)].includes(foldText(said)));
      const value = option?.key ?? (said === undefined && typeof input.fallback === 'string' ? input.fallback : undefined);
      if (value === undefined) miss(`précisez (${input.key} = ${input.options?.map(({ key }) => key).join(' ou ') ?? '…'})`);
      else chosen[input.key] = value;
      continue;
    }
    const value = said !== undefined ? Number(said.replace(',', '.')) : (rest ?? (typeof input.fallback === 'number' ? input.fallback : undefined));
    if (said === undefined) rest = null;
    if (value === undefined || !Number.isFinite(value)) miss(`précisez la quantité (${input.label.toLowerCase()}), comme ${offer.key} × 2`);
    else if (value < input.least || value > input.most) miss(`${input.label} : de ${input.least} à ${input.most}`);
    else numbers[input.key] = value;
  }
  return isWhole ? { numbers, choices: chosen } : null;
}
