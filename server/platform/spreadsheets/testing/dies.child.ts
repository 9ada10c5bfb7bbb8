process.stdout.write('first\n', () => process.kill(process.pid, 'SIGKILL'));
