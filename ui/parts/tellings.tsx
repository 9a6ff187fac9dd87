// SPDX-License-Identifier: EUPL-1.2
import { IconCircleCheck, IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { onTold, type Told } from './tell.ts';
import classes from './tellings.module.css';

type Telling = Told & { key: number };
let last = 0;

/** The corner where what is done, and what was refused, is told. Read out as it appears; waits while the pointer or the focus is on it. */
export function Tellings() {
  const [tellings, setTellings] = useState<readonly Telling[]>([]);
  useEffect(
    () =>
      onTold((told) => {
        last += 1;
        const telling = { ...told, key: last };
        setTellings((before) => [...before.slice(-3), telling]);
      }),
    [],
  );
  const forget = (key: number): void => setTellings((before) => before.filter((one) => one.key !== key));
  return (
    <div className={classes.corner} role="status" data-no-print>
      {tellings.map((telling) => (
        <TellingCard key={telling.key} telling={telling} forget={() => forget(telling.key)} />
      ))}
    </div>
  );
}

function TellingCard({ telling, forget }: { telling: Telling; forget: () => void }) {
  const [isHeld, setHeld] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { says, detail, undo } = telling;
  const tone = refusal ? 'refused' : telling.tone;
  const seconds = tone === 'refused' || isBusy ? null : undo ? 10 : 6;
  useEffect(() => {
    if (seconds === null || isHeld) return;
    const timer = setTimeout(forget, seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds, isHeld, forget]);
  const back = async (): Promise<void> => {
    setBusy(true);
    try {
      await undo?.();
      forget();
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const Icon = tone === 'done' ? IconCircleCheck : IconAlertTriangle;
  return (
    <div
      className={classes.telling}
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={22} aria-hidden />
      <p>
        {refusal ?? says}
        {detail && <small>{detail}</small>}
      </p>
      {undo && !refusal && (
        <button type="button" className={classes.undo} disabled={isBusy} onClick={() => void back()}>
          Annuler
        </button>
      )}
      <button type="button" className={classes.close} aria-label="Fermer" onClick={forget}>
        <IconX size={18} aria-hidden />
      </button>
    </div>
  );
}
