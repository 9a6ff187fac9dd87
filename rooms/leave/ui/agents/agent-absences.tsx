// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { Section } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listLeave } from '../../contract.ts';
import { LeaveLines } from '../mine/leave-lines.tsx';
import { type AgentDetails, nameOf } from './agent-values.ts';

const SHOWN = 8;

/** The latest absences of an agent; the others are one link away. */
export function AgentAbsences({ agent }: { agent: AgentDetails }) {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listLeave, { which: 'all', agentId: agent.id, size: SHOWN });
  return (
    <Section title="Absences" isWide>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && data.total === 0 && <p>{nameOf(agent)} n’a encore aucune absence.</p>}
      {data && <LeaveLines requests={data.rows} />}
      {data && data.total > SHOWN && (
        <p>
          <HouseLink href={`/o/${organisation.slug}/conges/absences?agentId=${agent.id}`}>
            Voir ses {count('absence', 'absences', data.total)}
          </HouseLink>
        </p>
      )}
    </Section>
  );
}
