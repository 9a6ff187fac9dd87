// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Button, Fieldset, Group, NativeSelect, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from '../manage/manage.module.css';

export type Manager = { agentId: string; level: 1 | 2 };

type Props = {
  managers: readonly Manager[];
  change: (managers: Manager[]) => void;
  /** Agents who have an account, and so may answer. */
  choices: readonly { id: string; name: string }[];
  levels: 1 | 2;
  error: ReactNode;
};

/** Who answers for a team; where two levels answer, at which one. */
export function ManagerFields({ managers, change, choices, levels, error }: Props) {
  const free = choices.filter(({ id }) => !managers.some(({ agentId }) => agentId === id));
  const put = (rank: number, part: Partial<Manager>): void => change(managers.map((one, index) => (index === rank ? { ...one, ...part } : one)));
  return (
    <Fieldset legend={<strong>Responsables</strong>} variant="unstyled">
      <Stack gap="sm" mt="xs">
        {managers.length === 0 && <Text c="dimmed">Aucun : la direction répond aux demandes de ce service.</Text>}
        {managers.map(({ agentId, level }, rank) => (
          <Group key={agentId} gap="xs" align="end" wrap="nowrap">
            <div className={classes.inline} style={{ flex: 1 }}>
              <Select
                label="Agent"
                searchable
                allowDeselect={false}
                data={choices
                  .filter(({ id }) => id === agentId || free.some((one) => one.id === id))
                  .map(({ id, name }) => ({ value: id, label: name }))}
                value={agentId}
                onChange={(id) => id && put(rank, { agentId: id })}
                nothingFoundMessage="Aucun agent à ce nom n’a de compte relié."
              />
              {levels === 2 && (
                <NativeSelect
                  label="Niveau"
                  value={String(level)}
                  onChange={(event) => put(rank, { level: event.currentTarget.value === '2' ? 2 : 1 })}
                  data={[
                    { value: '1', label: '1er : il vise' },
                    { value: '2', label: '2d : il accorde' },
                  ]}
                />
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={`Retirer ${choices.find(({ id }) => id === agentId)?.name ?? 'ce responsable'}`}
              onClick={() => change(managers.filter((_, index) => index !== rank))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {error && (
          <Text c="var(--danger-text)" role="alert">
            {error}
          </Text>
        )}
        {free[0] ? (
          <div>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => free[0] && change([...managers, { agentId: free[0].id, level: 1 }])}
            >
              Ajouter un responsable
            </Button>
          </div>
        ) : (
          choices.length === 0 && (
            <Text c="dimmed" size="sm">
              Pour désigner un responsable, inscrivez-le d’abord parmi les agents et reliez son compte.
            </Text>
          )
        )}
      </Stack>
    </Fieldset>
  );
}
