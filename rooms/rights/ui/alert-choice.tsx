// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, Text } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { chooseAlerts, readAlertChoice } from '../contract.ts';
import classes from './rights.module.css';

const options = [
  { value: '80', label: 'À 80, 90 et 100\u00a0%' },
  { value: '90', label: 'À 90 et 100\u00a0%' },
  { value: '100', label: 'À 100\u00a0% seulement' },
  { value: '', label: 'Jamais' },
];
const thresholds = { '80': 80, '90': 90, '100': 100 } as const;

/** From when the person wants to be told of rights that fill up, in this body. */
export function AlertChoice() {
  const { data, error, refetch } = useEndpoint(readAlertChoice, {});
  const choose = useAct(chooseAlerts, { changes: [readAlertChoice], done: () => tellDone('Votre choix est enregistré.') });
  return (
    <section className={classes.section}>
      <h2>M’avertir</h2>
      {error ? (
        <LoadError error={error} retry={() => void refetch()} />
      ) : data ? (
        <div className={classes.panel}>
          <NativeSelect
            label="Quand un droit approche de sa limite"
            data={options}
            value={data.fromPercent === null ? '' : String(data.fromPercent)}
            disabled={choose.isPending}
            onChange={({ currentTarget: { value } }) =>
              choose.mutate({ fromPercent: value in thresholds ? thresholds[value as keyof typeof thresholds] : null }, { onError: tellRefusal })
            }
            maw={320}
          />
          <Text mt="sm">
            L’avertissement paraît sous la cloche. Il part aussi par courriel selon <HouseLink href="/notifications">vos notifications</HouseLink> ; à
            100&nbsp;%, sans attendre.
          </Text>
        </div>
      ) : (
        <Lines count={2} />
      )}
    </section>
  );
}
