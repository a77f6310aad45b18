// Words a second of npm `compromise` doing `.verbs().subjects()` on the text files named; for benches/compare.sh.
import { readFileSync } from 'node:fs'
import nlp from 'compromise'

const enough = Number(process.env.DATELINE_BENCH_WORDS ?? 60000)
const texts = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'))
const once = texts.reduce((sum, text) => sum + text.split(/\s+/).filter(Boolean).length, 0)
const rounds = Math.ceil(enough / once)
for (const text of texts) nlp(text).verbs().subjects().out('array') // warm
const started = performance.now()
for (let round = 0; round < rounds; round++) for (const text of texts) nlp(text).verbs().subjects().out('array')
const seconds = (performance.now() - started) / 1000
console.log(`compromise: ${((once * rounds) / seconds).toFixed(0)} white-space words/s (${once * rounds} in ${seconds.toFixed(2)} s)`)
