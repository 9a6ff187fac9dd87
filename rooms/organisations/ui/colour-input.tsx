// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './appearance-form.module.css';

type Props = { label: string; value: string; onChange: (colour: string) => void; error: ReactNode };

/** A colour, written or picked with the browser's own palette; empty for the house's. */
export function ColourInput({ label, value, onChange, error }: Props) {
  return (
    <TextInput
      label={label}
      description="Laissez vide pour celle de la maison."
      placeholder="#rrggbb"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      leftSection={
        <input
          type="color"
          className={classes.colour}
          aria-label={`${label} : choisir dans une palette`}
          value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#808080'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      }
    />
  );
}
