// SPDX-License-Identifier: EUPL-1.2
type Growth = {
  usedBytes: number;
  allowedBytes: number | null;
  /** Bytes gained over the last `overDays` days. */ grownBytes: number;
  overDays: number;
  from: Temporal.PlainDate;
};

/** The day on which a volume is full if it goes on growing as it did; null when it has no limit, is full already, does not grow, or not within a year. */
export function fullOn({ usedBytes, allowedBytes, grownBytes, overDays, from }: Growth): Temporal.PlainDate | null {
  if (allowedBytes === null || usedBytes >= allowedBytes || grownBytes <= 0) return null;
  const days = Math.ceil(((allowedBytes - usedBytes) * overDays) / grownBytes);
  return days > 365 ? null : from.add({ days });
}
