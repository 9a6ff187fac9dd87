// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { listAgents } from '../../contract.ts';
import { AddAgent } from '../agents/add-agent.tsx';
import { nameOf } from '../agents/agent-values.ts';
import classes from '../manage/manage.module.css';

/** One agent after the other: the form empties itself for the next. */
export function AgentsStep() {
  const { organisation } = usePlace();
  const [rank, setRank] = useState(0);
  const { data } = useEndpoint(listAgents, { size: 100 });
  return (
    <>
      <p className={classes.quiet}>
        Vous avez une liste, ou l’export de Jorani ? <HouseLink href={`/o/${organisation.slug}/conges/import`}>Importez un fichier</HouseLink> plutôt
        que de saisir chaque agent.
      </p>
      {data && data.total > 0 && (
        <Section title={`${count('agent inscrit', 'agents inscrits', data.total)}`}>
          <p className={classes.quiet}>{data.rows.map((agent) => [nameOf(agent), agent.team?.name].filter(Boolean).join(', ')).join(' ; ')}</p>
        </Section>
      )}
      <div style={{ marginTop: '1.25rem' }}>
        <AddAgent
          key={rank}
          done={({ name }) => {
            tellDone(`${name} est inscrit : ses compteurs sont ouverts.`);
            setRank(rank + 1);
          }}
        />
      </div>
    </>
  );
}
