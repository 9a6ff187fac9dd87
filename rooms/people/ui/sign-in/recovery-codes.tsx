// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group } from '@mantine/core';
import classes from './sign-in.module.css';

/** Recovery codes, this once: to print or keep in a file. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`Codes de secours Beffroi\n\n${codes.join('\n')}\n\nChacun sert une fois.\n`)}`;
  return (
    <Alert color="yellow" title="Gardez ces codes de secours" role="status" mb="md">
      <p>Ils ne seront plus montrés. Imprimez-les ou gardez-les dans un endroit sûr, ailleurs que dans votre téléphone.</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group data-no-print>
        <Button component="a" href={file} download="codes-de-secours.txt" variant="default">
          Télécharger
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          Imprimer
        </Button>
        <Button onClick={done}>Je les ai gardés</Button>
      </Group>
    </Alert>
  );
}
