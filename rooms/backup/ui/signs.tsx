// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { acknowledgeSign, listSigns } from '../contract.ts';
import classes from './backup.module.css';

/** What looks wrong and that nobody has seen yet. */
export function Signs() {
  const { may } = usePlace();
  const { data } = useEndpoint(listSigns, {});
  const act = useAct(acknowledgeSign, { changes: [listSigns], done: () => tellDone('Signe marqué comme vu.') });
  const open = data?.rows.filter(({ seenAt }) => seenAt === null) ?? [];
  if (open.length === 0) return null;
  return (
    <ul className={classes.signs} aria-label="Ce qui paraît anormal">
      {open.map((sign) => (
        <li key={sign.id}>
          <Alert
            color={sign.kind === 'mass-new-data' || sign.kind === 'removal-tried' ? 'red' : 'orange'}
            icon={<IconAlertTriangle aria-hidden />}
            title={`${sign.machine}, ${day(sign.onDay)}`}
          >
            <p style={{ marginTop: 0 }}>{sign.says}</p>
            {may('backup.administer') && (
              <Button
                size="sm"
                variant="default"
                aria-label={`J’ai vu, ${sign.machine}`}
                onClick={() => act.mutate({ id: sign.id }, { onError: tellRefusal })}
              >
                J’ai vu
              </Button>
            )}
          </Alert>
        </li>
      ))}
    </ul>
  );
}
