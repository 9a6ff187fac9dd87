// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { closeYear } from '../../contract.ts';
import { inWords } from '../words.ts';
import { type Closing, leftColumns, type Line } from './closing.ts';

type Saving = { annual: number; rtt: number };

/** Closes a year as it was read, with the days that each agent asks to save. */
export function CloseYear({ closing }: { closing: Closing }) {
  const confirm = useConfirm();
  const [savings, setSavings] = useState<ReadonlyMap<string, Saving>>(new Map());
  const act = useAct(closeYear, { done: () => tellDone(`L’année ${closing.year} est close : son rapport est gardé.`) });
  const savedOf = ({ agentId }: Line): Saving => savings.get(agentId) ?? { annual: 0, rtt: 0 };
  const lostOf = (line: Line): number => {
    const { annual, rtt } = savedOf(line);
    // Where the rest is carried over, what is saved of the annual leave was not going to be lost.
    return Math.max(0, line.lost - rtt - (line.authorised ? 0 : annual));
  };
  const put = (line: Line, part: Partial<Saving>): void => setSavings(new Map(savings).set(line.agentId, { ...savedOf(line), ...part }));
  const close = async (): Promise<void> => {
    const losing = closing.lines.filter((line) => lostOf(line) > 0).length;
    const isSure = await confirm({
      title: `Clore l’année ${closing.year} ?`,
      says:
        losing === 0
          ? 'Personne ne perd de jours. Les reports et l’épargne sont écrits aux compteurs ; cela ne se défait pas d’un geste.'
          : `${losing === 1 ? 'Un agent perd' : `${losing} agents perdent`} des jours non pris. Les reports et l’épargne sont écrits aux compteurs ; cela ne se défait pas d’un geste.`,
      act: `Clore l’année ${closing.year}`,
      isDangerous: true,
    });
    if (!isSure) return;
    act.mutate({
      year: closing.year,
      digest: closing.digest,
      savings: [...savings].filter(([, { annual, rtt }]) => annual + rtt > 0).map(([agentId, saving]) => ({ agentId, ...saving })),
    });
  };
  const columns: readonly Column<Line>[] = [
    ...leftColumns,
    ...(closing.lines.some(({ maySave }) => maySave !== null) ? [savingColumn('annual', savedOf, put), savingColumn('rtt', savedOf, put)] : []),
    {
      id: 'lost',
      title: 'Perdu',
      value: (line) => (lostOf(line) === 0 ? null : inWords(lostOf(line), line.unit)),
    },
  ];
  return (
    <>
      {act.error && (
        <Alert color="red" role="alert" mb="md">
          {sentenceOf(act.error)}
        </Alert>
      )}
      <TableGrid caption={`Préparation de la clôture de ${closing.year}`} columns={columns} rows={closing.lines} rowKey={({ agentId }) => agentId} />
      <Button my="lg" color="red" disabled={closing.waiting > 0} loading={act.isPending} onClick={() => void close()}>
        Clore l’année {closing.year}
      </Button>
    </>
  );
}

function savingColumn(which: 'annual' | 'rtt', savedOf: (line: Line) => Saving, put: (line: Line, part: Partial<Saving>) => void): Column<Line> {
  const words = which === 'annual' ? 'congés' : 'RTT';
  return {
    id: `save-${which}`,
    title: `Épargner (${words})`,
    value: (line) => savedOf(line)[which],
    cell: (line) => {
      const most = line.maySave?.[which] ?? 0;
      if (!line.maySave) return 'Pas de compte';
      if (most === 0) return '—';
      return (
        <NumberInput
          aria-label={`Jours de ${words} que ${line.name} épargne, ${most} au plus`}
          size="sm"
          w="5.5rem"
          min={0}
          max={most}
          allowDecimal={false}
          suffix={` / ${most.toLocaleString('fr-FR')}`}
          value={savedOf(line)[which]}
          onChange={(days) => put(line, { [which]: Number(days) || 0 })}
        />
      );
    },
  };
}
