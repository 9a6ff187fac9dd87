// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { count } from '#ui/format/amount.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { addTeam, removeTeam } from '../../contract.ts';
import type { Team } from '../teams/team.ts';
import classes from '../manage/manage.module.css';

const usual = ['Services administratifs', 'Services techniques', 'École et périscolaire'] as const;

/** Teams by their name alone; those that most communes have are one tap away. */
export function TeamsStep({ teams }: { teams: readonly Team[] }) {
  const add = useAct(addTeam);
  const remove = useAct(removeTeam);
  const form: ActForm<{ name: string }> = useActForm(addTeam, {
    initial: { name: '' },
    toInput: ({ name }) => ({ name, minimumPresent: 0, managers: [] }),
    guardsChanges: false,
    done: (): void => form.reset(),
  });
  const offered = usual.filter((name) => !teams.some((team) => team.name === name));
  return (
    <>
      <ul className={classes.lines}>
        {teams.map(({ id, name, agents }) => (
          <li key={id}>
            <p>
              <strong>{name}</strong> <span className={classes.quiet}>{count('agent', 'agents', agents)}</span>
            </p>
            {agents === 0 && (
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={`Retirer ${name}`}
                onClick={() => remove.mutate({ id }, { onError: tellRefusal })}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {offered.length > 0 && (
        <Group gap="xs" my="md">
          {offered.map((name) => (
            <Button
              key={name}
              variant="default"
              size="sm"
              disabled={add.isPending}
              onClick={() => add.mutate({ name, minimumPresent: 0, managers: [] }, { onError: tellRefusal })}
            >
              Ajouter « {name} »
            </Button>
          ))}
        </Group>
      )}
      <Form form={form} submit="Ajouter ce service">
        <TextInput label="Un autre service" placeholder="Bibliothèque" {...form.field('name')} />
      </Form>
    </>
  );
}
