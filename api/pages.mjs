// Builds the API's browser pages: node pages.mjs <where they are built> <pages of the output> [--beside] <page>...
// A page whose sources are older than what was built of them is only copied. --beside: returns at once, and builds in a process of its own.
// While a page is built the output has <page>.building, and after a failure <page>.failed, which holds what npm said.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = process.argv.includes('--beside');
const [built, output, ...pages] = process.argv.slice(2).filter(argument => argument !== '--beside');
const sources = dirname(fileURLToPath(import.meta.url));
const stopAfter = 5 * 60_000;

const newest = directory => Math.max(...readdirSync(directory, { withFileTypes: true })
  .filter(entry => entry.name !== 'node_modules' && entry.name !== 'dist')
  .map(entry => entry.isDirectory() ? newest(join(directory, entry.name)) : statSync(join(directory, entry.name)).mtimeMs));
const time = file => existsSync(file) ? statSync(file).mtimeMs : 0;
const stamp = page => join(built, `${page}.stamp`);
const isBuilt = page => time(stamp(page)) > newest(join(sources, page));
const isCopied = page => time(join(output, page, 'index.html')) >= time(stamp(page));

function npm(page, ...args) {
  const run = spawnSync('npm', args, { cwd: join(sources, page), encoding: 'utf8', timeout: stopAfter, killSignal: 'SIGKILL', shell: process.platform === 'win32' });
  if (run.status !== 0) throw new Error(`npm ${args.join(' ')} in ${page} failed:\n${run.error?.message ?? ''}\n${run.stdout}\n${run.stderr}`);
}

// One at a time: a second start waits for nothing and builds nothing.
function lock(page) {
  const file = join(built, `${page}.lock`);
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return file;
  } catch {
    if (isAlive(Number(readFileSync(file, 'utf8')))) return null;
    rmSync(file, { force: true });
    return lock(page);
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function build(page) {
  const locked = lock(page);
  if (!locked) return;
  const building = join(output, `${page}.building`), failed = join(output, `${page}.failed`);
  try {
    writeFileSync(building, '');
    rmSync(failed, { force: true });
    if (!isBuilt(page)) {
      const started = new Date(), packages = join(sources, page, 'node_modules', '.package-lock.json');
      if (time(packages) < time(join(sources, page, 'package-lock.json'))) npm(page, 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
      npm(page, 'run', '--silent', 'build', '--', '--logLevel', 'warn', '--outDir', join(built, page), '--emptyOutDir');
      writeFileSync(stamp(page), started.toISOString());
    }
    // The API serves a page as soon as it is there: it comes into being at once.
    const next = join(output, `${page}.next`);
    rmSync(next, { recursive: true, force: true });
    cpSync(join(built, page), next, { recursive: true });
    rmSync(join(output, page), { recursive: true, force: true });
    renameSync(next, join(output, page));
  } catch (error) {
    writeFileSync(failed, error.message);
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(building, { force: true });
    rmSync(locked, { force: true });
  }
}

mkdirSync(built, { recursive: true });
mkdirSync(output, { recursive: true });
const wanted = pages.filter(page => !isBuilt(page) || !isCopied(page));
if (!beside) wanted.forEach(build);
else if (wanted.length > 0) {
  wanted.forEach(page => writeFileSync(join(output, `${page}.building`), ''));
  const builder = spawn(process.execPath, [fileURLToPath(import.meta.url), built, output, ...wanted], { detached: true, stdio: 'ignore', windowsHide: true });
  setPriority(builder.pid, 10); // the start comes first
  builder.unref();
}
