// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { tellDone } from '#ui/parts/tell.ts';
import classes from './applications.module.css';

/** A value to carry into another program, with what copies it. */
export function Copyable({ value, label }: { value: string; label: string }) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    tellDone(`Copié : ${label}.`);
  };
  return (
    <span className={classes.copy}>
      <code>{value}</code>
      <Button variant="default" size="compact-sm" aria-label={`Copier : ${label}`} onClick={() => void copy()}>
        Copier
      </Button>
    </span>
  );
}
