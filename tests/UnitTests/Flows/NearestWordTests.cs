using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class NearestWordTests
{
    [Theory]
    [InlineData(15, 5, true)]
    [InlineData(15, 6, false)]
    [InlineData(30, 5, true)]
    [InlineData(30, 6, false)]
    public void Of_a_long_word_five_letters_differ_at_most(int length, int differ, bool isNear)
    {
        var candidate = new string('a', length);
        var word = new string('b', differ) + candidate[differ..];

        NearestWord.To(word, [candidate]).ShouldBe(isNear ? candidate : null);
    }

    [Fact]
    public void A_word_of_up_to_17_letters_is_near_if_a_third_of_them_differ_at_most()
    {
        var random = new Random(2026);
        var near = 0;
        for (var time = 0; time < 20_000; time++)
        {
            var (word, candidate) = (Word(random), Word(random));

            var isNear = Difference(word, candidate) <= Math.Max(1, candidate.Length / 3);

            near += isNear ? 1 : 0;
            NearestWord.To(word, [candidate]).ShouldBe(isNear ? candidate : null, $"{word} and {candidate}");
        }

        near.ShouldBeInRange(500, 19_500);
    }

    private static string Word(Random random) => new(random.GetItems("abc".AsSpan(), random.Next(0, 12)));

    /// <summary>As it is told in a textbook.</summary>
    private static int Difference(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1), Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
            }
        }

        return table[one.Length, other.Length];
    }
}
