import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redocly } from './redocly.ts';

/** How Redocly rates the contract: two scores of 100, and shares of 1 of what makes them up. */
export type Score = Readonly<Record<string, number>>;

const FLOOR = 'api-spec/score.json';
const BUNDLE = 'src/http/generated/openapi.json';

interface Rating {
  readonly agentReadiness: number;
  readonly discoverability: number;
  readonly subscores: Readonly<Record<string, number>>;
}

/** Rates the bundled contract; no network is needed. */
export async function scoreOf(root: string): Promise<Score> {
  const said = await redocly(root, 'score', BUNDLE, '--format', 'json');
  const { agentReadiness, discoverability, subscores } = JSON.parse(said) as Rating;
  // cut, so that a hundredth that another machine rounds otherwise is no difference
  const shares = Object.entries(subscores).map(([name, share]) => [name, Math.floor(share * 100) / 100]);
  return { agentReadiness, discoverability, ...(Object.fromEntries(shares) as Score) };
}

/** Figures that are worse than those that are held, as sentences. */
export async function scoreFaults(root: string, score: Score): Promise<string[]> {
  const floor = JSON.parse(await readFile(join(root, FLOOR), 'utf8')) as Score;
  return Object.entries(floor)
    .filter(([name, least]) => !((score[name] ?? 0) >= least))
    .map(([name, least]) => `${name} is ${score[name]}, ${FLOOR} holds ${least}: mend it, or say why with npm run generate -- --score`);
}

/** Holds the contract to the figures it has now. */
export async function holdScore(root: string): Promise<Score> {
  const score = await scoreOf(root);
  await writeFile(join(root, FLOOR), `${JSON.stringify(score, null, 2)}\n`);
  return score;
}
