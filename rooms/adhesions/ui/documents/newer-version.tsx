// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { instant } from '#ui/format/day.ts';
import type { TemplateSeen } from './template-page.tsx';
import { versionName } from './version-name.ts';

type Props = { template: TemplateSeen; base: number; take: () => void; keep: () => void };

/** Someone saved meanwhile: nothing is written over theirs without a decision. */
export function NewerVersion({ template, base, take, keep }: Props) {
  const newest = template.versions[0];
  const who = newest?.writtenBy ? `, enregistrée par ${newest.writtenBy}` : '';
  const when = newest?.writtenAt ? ` le ${instant(newest.writtenAt)}` : '';
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title="Ce modèle a été modifié entre-temps" mb="md" role="alert">
      <p>
        La version {template.latest}
        {who}
        {when}, n’est pas celle dont vous êtes parti ({versionName(base).toLowerCase()}). Lisez-la dans la liste des versions, plus bas, puis
        choisissez.
      </p>
      <Group gap="xs">
        <Button variant="default" onClick={take}>
          Reprendre la version {template.latest}
        </Button>
        <Button variant="default" onClick={keep}>
          Garder mon texte, à enregistrer à la suite
        </Button>
      </Group>
    </Alert>
  );
}
