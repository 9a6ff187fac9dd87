// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { awayOn, presentOn, works, type Agent, type Calendar, type Day } from '../planning/days.ts';
import { tintOf } from '../words.ts';
import classes from './presence.module.css';

/** One table for each team: morning, afternoon, and on paper where to sign. */
export function PresenceSheet({ calendar, day }: { calendar: Calendar; day: Day }) {
  const teams = [...calendar.teams, { id: null, name: 'Sans service', minimumPresent: 0 }]
    .map((team) => ({ ...team, agents: calendar.agents.filter(({ teamId }) => teamId === team.id) }))
    .filter(({ agents }) => agents.length > 0);
  return teams.map(({ id, name, minimumPresent, agents }) => {
    const [am, pm] = [presentOn(agents, day.day, 0, 'am'), presentOn(agents, day.day, 0, 'pm')];
    const isOpen = agents.some((agent) => works(agent, 0, 'am') || works(agent, 0, 'pm'));
    const isLow = isOpen && fewestOf(agents, am, pm) < minimumPresent;
    return (
      <section key={id ?? 'none'} aria-label={name} className={classes.team}>
        <h2>{name}</h2>
        <p className={isLow ? classes.low : classes.quiet}>
          {isOpen
            ? `${saysPresent(am, pm, agents.length)}${minimumPresent > 0 ? ` ; il en faut ${minimumPresent}` : ''}.`
            : 'Personne ne travaille ce jour-là.'}
        </p>
        {isOpen && (
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Agent</th>
                <th scope="col">Matin</th>
                <th scope="col">Après-midi</th>
                <th scope="col" className={classes.sign}>
                  Émargement
                </th>
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <tr key={agent.id}>
                  <th scope="row">{agent.name}</th>
                  <Half agent={agent} day={day} half="am" />
                  <Half agent={agent} day={day} half="pm" />
                  <td className={classes.sign}>
                    <VisuallyHidden>À signer</VisuallyHidden>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    );
  });
}

function Half({ agent, day, half }: { agent: Agent; day: Day; half: 'am' | 'pm' }) {
  const away = awayOn(agent.away, day.day, half);
  if (!works(agent, 0, half)) return <td className={classes.idle}>Ne travaille pas</td>;
  if (!away) return <td className={classes.present}>Présent</td>;
  const more = [away.hours && `(${away.hours})`, away.status !== 'approved' && 'en attente'].filter(Boolean).join(' ');
  return (
    <td className={classes.away} style={tintOf(away.kind?.colour ?? 'gray')} data-private={away.isPrivate || undefined}>
      <span className={away.isPrivate ? classes.onScreen : undefined}>{away.kind?.label ?? 'Absent'}</span>
      {away.isPrivate && (
        <span aria-hidden className={classes.onPaper}>
          Absent
        </span>
      )}{' '}
      {more}
    </td>
  );
}

/** A half-day that nobody works lacks nobody. */
function fewestOf(agents: readonly Agent[], am: number, pm: number): number {
  const worked = (half: 'am' | 'pm'): boolean => agents.some((agent) => works(agent, 0, half));
  return Math.min(worked('am') ? am : pm, worked('pm') ? pm : am);
}

function saysPresent(am: number, pm: number, of: number): string {
  return am === pm ? `${inWords(am)} sur ${of}` : `${inWords(am)} le matin et ${pm} l’après-midi, sur ${of}`;
}

function inWords(present: number): string {
  if (present === 0) return 'Personne';
  return present === 1 ? '1 présent' : `${present} présents`;
}
