// SPDX-License-Identifier: EUPL-1.2
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { ImportLines } from '#ui/imports/import-lines.tsx';
import type { SentFile } from '#ui/imports/use-sent-file.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { applyImport, type ImportLine } from '../../contract.ts';

type Read = { lines: readonly ImportLine[]; ignored: readonly string[]; teams: readonly string[] };

/** The agents that were read, and those to import. */
export function ChooseLines({ sent, read: { lines, ignored, teams } }: { sent: SentFile; read: Read }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const load = useAct(applyImport, {
    done: ({ created, changed }) => {
      const done = [
        ...(created > 0 ? [count('agent ajouté', 'agents ajoutés', created)] : []),
        ...(changed > 0 ? [count('agent modifié', 'agents modifiés', changed)] : []),
      ];
      tellDone(`${done.join(', ')}.`);
      go(`/o/${organisation.slug}/conges/agents`);
    },
  });
  return (
    <ImportLines
      words={{ who: 'Agent', created: 'Nouvel agent', changed: 'Modifié' }}
      lines={lines}
      ignored={ignored}
      others={teams.length > 0 && <p>Services qui seront ajoutés : {teams.join(', ')}.</p>}
      send={(chosen) => load.mutate({ ...sent, lines: chosen }, { onError: tellRefusal })}
      isSending={load.isPending}
    />
  );
}
