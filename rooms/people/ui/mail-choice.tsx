// SPDX-License-Identifier: EUPL-1.2
import { Radio, Stack } from '@mantine/core';
import type { InputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { chooseMail, readMailChoice } from '../contract.ts';
import classes from './people.module.css';

type Choice = InputOf<typeof chooseMail>['byMail'];

const CHOICES: readonly { value: Choice; label: string; description: string }[] = [
  { value: 'at-once', label: 'Aussitôt', description: 'Un courriel par notification.' },
  {
    value: 'answers',
    label: 'Aussitôt si l’on attend ma réponse, sinon chaque matin',
    description: 'Une demande de congé à valider, par exemple, vous parvient sans attendre. Le reste, dans un seul courriel.',
  },
  { value: 'daily', label: 'Chaque matin', description: 'Un seul courriel, s’il y a du nouveau. Ce qui est urgent vous parvient aussitôt.' },
  {
    value: 'weekly',
    label: 'Chaque lundi',
    description: 'Un seul courriel par semaine, s’il y a du nouveau. Ce qui est urgent vous parvient aussitôt.',
  },
  { value: 'none', label: 'Jamais', description: 'Vous ne voyez vos notifications que sur cette plateforme.' },
];

/** How notices reach the person by mail; kept as soon as it is chosen. */
export function MailChoice() {
  const { data, error, refetch } = useEndpoint(readMailChoice, {});
  const choose = useAct(chooseMail, { changes: [readMailChoice], done: () => tellDone('Votre choix est enregistré.') });
  const chosen = choose.isPending ? choose.variables.byMail : data?.byMail;
  return (
    <section className={classes.section} aria-labelledby="par-courriel">
      <h2 id="par-courriel">Par courriel</h2>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && (
        <Radio.Group
          label="Recevoir mes notifications par courriel"
          value={chosen ?? data.byMail}
          onChange={(value) => {
            const choice = CHOICES.find((one) => one.value === value);
            if (choice) choose.mutate({ byMail: choice.value }, { onError: tellRefusal });
          }}
        >
          <Stack gap="sm" mt="xs">
            {CHOICES.map((choice) => (
              <Radio key={choice.value} {...choice} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </section>
  );
}
