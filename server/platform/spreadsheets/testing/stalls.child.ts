process.stdout.write('first\n');
setTimeout(() => process.stdout.write('second\n'), 1_500);
