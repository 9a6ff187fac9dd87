// SPDX-License-Identifier: EUPL-1.2
import { Popover } from '@mantine/core';
import { use } from 'react';
import type { Citation } from '../contract.ts';
import classes from './catalogue.module.css';
import panel from './figure-panel.module.css';
import { Citations, Explained, Readings } from './explained.tsx';

/** Where a sentence is printed, behind a small button; nothing when it is ours. */
export function Sources({ says, citations, readings }: { says: string; citations: readonly Citation[]; readings: readonly string[] }) {
  const known = use(Explained);
  if (citations.length === 0 && readings.length === 0) return null;
  const text = [...new Set(citations.map(({ document }) => document)), ...readings].join(', ');
  return (
    <Popover width={340} position="bottom-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={classes.source} aria-label={`${text} : source de « ${says} »`}>
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={panel.panel}>
        <Citations citations={citations} documents={known.documents} />
        <Readings ids={readings} readings={known.readings} />
      </Popover.Dropdown>
    </Popover>
  );
}
