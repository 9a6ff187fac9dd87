// SPDX-License-Identifier: EUPL-1.2
import { NumberInput, type NumberInputProps } from '@mantine/core';

type Props = Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value?: number | null;

  onChange?: (cents: number | null) => void;
};

/** An amount of money: typed in euros with a comma (or a point), kept in whole cents; null while empty. */
export function AmountInput({ value, onChange, ...rest }: Props) {
  return (
    <NumberInput
      {...french}
      decimalScale={2}
      suffix={'\u00a0€'}
      {...rest}
      value={value == null ? '' : value / 100}
      onChange={(typed) => onChange?.(typed === '' ? null : Math.round(Number(typed) * 100))}
    />
  );
}

/** A whole or decimal number as French people type it; null while empty. `decimals` is 0 unless said. */
export function FrenchNumberInput({ value, onChange, decimals = 0, ...rest }: Props & { decimals?: number }) {
  return (
    <NumberInput
      {...french}
      decimalScale={decimals}
      allowDecimal={decimals > 0}
      {...rest}
      value={value ?? ''}
      onChange={(typed) => onChange?.(typed === '' ? null : Number(typed))}
    />
  );
}

const french = {
  decimalSeparator: ',',
  allowedDecimalSeparators: [',', '.'] as string[], // Mantine's type is not readonly
  thousandSeparator: '\u202f',
  hideControls: true,
  inputMode: 'decimal' as const,
};
