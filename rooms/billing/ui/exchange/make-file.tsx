// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { checkFile, makeFile } from '../../contract.ts';

const kinds = [
  { value: 'appel', label: 'Appels de participation' },
  { value: 'facture', label: 'Factures' },
  { value: 'avoir', label: 'Avoirs' },
] as const;
type Kind = (typeof kinds)[number]['value'];

/** Which documents go, what keeps them, then the file. */
export function MakeFile({ isPes }: { isPes: boolean }) {
  const [chosen, setChosen] = useState<Kind[]>(kinds.map(({ value }) => value));
  const check = useAct(checkFile, { changes: [] });
  const make = useAct(makeFile, { done: () => tellDone('Fichier créé : téléchargez-le ci-dessous.') });
  const choose = (values: string[]): void => {
    setChosen(kinds.flatMap(({ value }) => (values.includes(value) ? [value] : [])));
    check.reset();
  };
  const verified = check.data;
  return (
    <Stack gap="sm" mb="md">
      <Checkbox.Group label="Documents à mettre dans le fichier" value={chosen} onChange={choose}>
        <Group mt="xs">
          {kinds.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group>
        <Button
          variant="default"
          disabled={chosen.length === 0}
          loading={check.isPending}
          onClick={() => check.mutate({ kinds: chosen }, { onError: tellRefusal })}
        >
          Vérifier
        </Button>
        <Button
          disabled={!verified || verified.documents === 0 || verified.faults.length > 0}
          loading={make.isPending}
          onClick={() => make.mutate({ kinds: chosen }, { onError: tellRefusal, onSuccess: () => check.reset() })}
        >
          {isPes ? 'Numéroter les titres et créer le PES' : 'Créer le fichier de liquidation'}
        </Button>
      </Group>
      <div role="status">
        {!verified && (
          <Text size="sm" c="dimmed">
            Vérifiez d’abord : SIRET, imputation et montants de chaque document sont contrôlés avant de créer le fichier.
          </Text>
        )}
        {verified && verified.faults.length === 0 && (
          <Alert color="green" title="Rien ne s’oppose à ce fichier">
            {count('document', 'documents', verified.documents)}, {amount(verified.totalCents)}.
          </Alert>
        )}
        {verified && verified.faults.length > 0 && (
          <Alert color="red" title={`${count('anomalie', 'anomalies', verified.faults.length)} à corriger avant de créer le fichier`}>
            <ul>
              {verified.faults.slice(0, 20).map(({ where, says }) => (
                <li key={`${where} ${says}`}>
                  <strong>{where}</strong> : {says}
                </li>
              ))}
            </ul>
            {verified.faults.length > 20 && <p>Et {verified.faults.length - 20} autres.</p>}
          </Alert>
        )}
        {verified?.warnings.map((says) => (
          <Alert key={says} color="orange" mt="xs">
            {says}
          </Alert>
        ))}
      </div>
    </Stack>
  );
}
