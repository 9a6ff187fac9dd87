// SPDX-License-Identifier: EUPL-1.2
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { changeKind, listKinds } from '../../contract.ts';
import { KindMark } from '../kind-mark.tsx';
import { editable, type Kind, limitInWords } from '../kinds/kind-words.ts';
import { tintOf } from '../words.ts';
import classes from '../manage/manage.module.css';

/** The kinds that the body begins with, each kept or set aside; what they allow is edited later. */
export function KindsStep() {
  const { data, error, refetch } = useEndpoint(listKinds, {});
  const act = useAct(changeKind, { changes: [listKinds] });
  // What was just ticked, until the list is read again: a box that comes back for a moment would be ticked twice.
  const [ticked, setTicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const put = (kind: Kind, isKept: boolean): void => {
    setTicked((those) => new Map(those).set(kind.id, isKept));
    act.mutate(
      { ...editable(kind), id: kind.id, isArchived: !isKept },
      {
        onError: (refusal) => {
          setTicked((those) => new Map([...those].filter(([id]) => id !== kind.id)));
          tellRefusal(refusal);
        },
      },
    );
  };
  return (
    <ul className={classes.lines}>
      {data.rows.map((kind) => (
        <li key={kind.id} style={tintOf(kind.colour)}>
          <Checkbox
            checked={ticked.get(kind.id) ?? !kind.isArchived}
            onChange={(event) => put(kind, event.currentTarget.checked)}
            label={kind.label}
            description={[limitInWords(kind), kind.text].filter(Boolean).join(' · ') || undefined}
          />
          <KindMark kind={kind} />
        </li>
      ))}
    </ul>
  );
}
