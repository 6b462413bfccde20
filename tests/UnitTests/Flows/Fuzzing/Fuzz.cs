using System.Globalization;
using Xunit.Abstractions;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>
/// Many inputs that chance makes, each with a seed of its own, so that one of them alone can be had again: <c>FUZZ_SEED</c> is the first seed, <c>FUZZ_INPUTS</c> how many
/// follow it. Each has a time and a memory that it may take, by its size.
/// </summary>
internal static class Fuzz
{
    private const int UsualInputs = 20_000;
    private const int UsualSeed = 20261126;

    /// <summary>Of one input, whatever its size: far more than any takes on a slow machine, and far less than one takes that grows with the square.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static int Inputs => Setting("FUZZ_INPUTS", UsualInputs);

    private static int Seed => Setting("FUZZ_SEED", UsualSeed);

    /// <param name="make">The input, which nothing but the random numbers decides.</param>
    /// <param name="judge">Throws when something is not as it has to be.</param>
    /// <param name="bytesFor">How much memory an input of this size may take.</param>
    /// <param name="written">The input as it is written to a file when something is found.</param>
    /// <param name="oneIn">For what takes longer: so many times fewer inputs.</param>
    public static void Run<T>(ITestOutputHelper output, Func<Random, T> make, Action<T, Random> judge, Func<T, long> bytesFor, Func<T, byte[]> written, int oneIn = 1)
    {
        var inputs = Math.Max(1, Inputs / oneIn);
        var times = new List<TimeSpan>(inputs);
        var worst = (Cost: default(Cost), Seed: 0);
        var largest = (Cost: default(Cost), Seed: 0);
        Cost.OnSmallStack(() =>
        {
            for (var number = 0; number < inputs; number++)
            {
                var seed = unchecked(Seed + number);
                var input = make(new Random(seed));
                var cost = Judge(input, seed, judge, written);
                // The first of its kind pays for what is compiled and loaded then.
                if (cost.Time > Longest || cost.Bytes > bytesFor(input))
                    cost = Judge(input, seed, judge, written);
                if (cost.Time > Longest || cost.Bytes > bytesFor(input))
                    throw Found(seed, written(input), new InvalidOperationException($"It took {cost.Time.TotalMilliseconds:0} ms and {cost.Bytes} bytes; {bytesFor(input)} bytes are allowed."));
                times.Add(cost.Time);
                worst = cost.Time > worst.Cost.Time ? (cost, seed) : worst;
                largest = cost.Bytes > largest.Cost.Bytes ? (cost, seed) : largest;
            }
        });
        times.Sort();
        output.WriteLine($"{inputs} inputs from seed {Seed} in {times.Sum(time => time.TotalSeconds):0.0} s of the processor: median {times[times.Count / 2].TotalMicroseconds:0} µs, worst {worst.Cost.Time.TotalMilliseconds:0.0} ms (seed {worst.Seed}), most memory {largest.Cost.Bytes / 1024} KiB (seed {largest.Seed})");
    }

    private static Cost Judge<T>(T input, int seed, Action<T, Random> judge, Func<T, byte[]> written)
    {
        try
        {
            return Cost.Of(() => judge(input, new Random(~seed)));
        }
        catch (Exception error)
        {
            throw Found(seed, written(input), error);
        }
    }

    private static InvalidOperationException Found(int seed, byte[] input, Exception error)
    {
        var file = Path.Combine(Path.GetTempPath(), $"fuzz-{seed}.bin");
        File.WriteAllBytes(file, input);
        return new InvalidOperationException($"The input of seed {seed} is a finding; FUZZ_SEED={seed} FUZZ_INPUTS=1 makes it again, and it is written to {file}.", error);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
