using System.Text;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public sealed class EventReviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, false, "")]
    [InlineData(false, true, "customerNumber (as mobile), contentType (as messageType), ts (as requestedAt)")]
    [InlineData(true, false, "")]
    [InlineData(true, true, "eventName (as status), reason (as failureReason), statusUpdatedAt (as requestedAt), customerNumber (as mobile)")]
    public void An_event_made_by_our_own_template_is_read_whole(bool isReport, bool isOlder, string renamed)
    {
        var sample = EventTemplates.Sample(isReport, isOlder, "919800000001", Now, "abc");

        var review = ReviewOf(sample);

        review.Kind.ShouldBe(isReport ? "report" : "message");
        review.Missing.ShouldBeEmpty();
        review.Unknown.ShouldBeEmpty();
        review.Unfilled.ShouldBeEmpty();
        review.Problem.ShouldBeNull();
        string.Join(", ", review.Renamed).ShouldBe(renamed);
    }

    [Fact]
    public void A_template_that_nobody_has_filled_is_seen_by_its_placeholders()
    {
        var review = ReviewOf(EventTemplates.Template(isReport: false, isOlder: false));

        review.Unfilled.ShouldContain("customerNumber");
        review.Problem.ShouldNotBeNull().ShouldStartWith("customerNumber: not a phone number");
    }

    [Theory]
    [InlineData("""{"customerNumber":"919811112222","contentType":"text","text":"hi","919811112222":"x"}""")]
    [InlineData("""{"customerNumber":"919811112222","contentType":"text","text":"hi","a name with blanks":"x"}""")]
    public void What_is_no_plain_name_is_not_repeated(string body)
    {
        ReviewOf(body).Unknown.ShouldBe(["(a name that is not shown)"]);
    }

    [Fact]
    public void The_dashboards_masked_number_is_no_fault_of_the_template()
    {
        var read = (WebhookItem.Ignored)new Msg91WebhookReader().Read(Encoding.UTF8.GetBytes("""{"customerNumber":"9181588XXXXX","contentType":"text","text":"hi","uuid":"w"}""")).ShouldHaveSingleItem();

        read.Reason.ShouldBe(IgnoredBecause.DashboardTest);
        read.Review.ShouldNotBeNull().Problem.ShouldBeNull();
        read.Review.Missing.ShouldContain("messages");
    }

    [Fact]
    public void The_plain_shape_has_no_template()
    {
        ReviewOf("""{"from":"919811112222","text":"hi","timestamp":1772340300}""").ShouldSatisfyAllConditions(
            review => review.Kind.ShouldBe("plain"), review => review.Missing.ShouldBeEmpty(), review => review.Problem.ShouldBeNull());
    }

    [Fact]
    public void What_is_no_object_is_a_problem_and_no_fault()
    {
        new EventReviewing().Review(Encoding.UTF8.GetBytes("[1")).Problem.ShouldNotBeNull();
    }

    private static EventReview ReviewOf(string body) => new EventReviewing().Review(Encoding.UTF8.GetBytes(body));
}
